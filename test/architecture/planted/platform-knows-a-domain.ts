// src/platform/mail/platform-knows-a-domain.ts
export const planted = () => import("#modules/petitions");
