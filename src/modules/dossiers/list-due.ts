/**
 * The moment lists are ordered by, as the indexes of open work have it: what was promised, or until when to answer. Not
 * coalesce(), which PostgreSQL lets no index answer behind row security (migration 0290).
 */
export const LIST_DUE = `(CASE WHEN due_at IS NULL THEN answer_due_at ELSE due_at END)`;
