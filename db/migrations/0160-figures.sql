-- Figures of open dossiers by due moment, and of ratings: what lateness is passes with time and is asked, not counted.
SELECT platform.open_door('dossiers.dossier', 'SELECT', 'open-figures');
SELECT platform.open_door('dossiers.rating', 'SELECT', 'counters');
