-- Late dossiers: the apology with a new date, drafted by the clock and sent once, and the dated list of reasons why something was late.
CREATE TABLE dossiers.apology (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  reason text NOT NULL CONSTRAINT apology_reason_length CHECK (length(reason) BETWEEN 1 AND 2000),
  new_due_on date NOT NULL,
  drafted_at timestamptz NOT NULL,
  sent_at timestamptz,
  signer_name text NOT NULL DEFAULT '',
  signer_title text NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  -- A new date is promised once only (R17).
  CONSTRAINT apology_once UNIQUE (tenant_id, dossier_id),
  CONSTRAINT apology_of_dossier FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossiers.dossier (tenant_id, id),
  CONSTRAINT apology_sent_is_signed CHECK (sent_at IS NULL OR signer_name <> '')
);
SELECT platform.protect('dossiers.apology');
-- The applicant reads what was sent, never a draft.
CREATE POLICY own_apology ON dossiers.apology FOR SELECT USING (
  sent_at IS NOT NULL AND
  EXISTS (SELECT FROM dossiers.dossier d WHERE d.tenant_id = apology.tenant_id AND d.id = apology.dossier_id
          AND d.account_id = (SELECT platform.applicant())));

-- Why something may be late, from a day until before another: the city's list, corrected without a release.
CREATE TABLE dossiers.late_reason (
  code text NOT NULL,
  from_on date NOT NULL,
  until_on date,
  place integer NOT NULL,
  label_vi text NOT NULL,
  label_en text NOT NULL,
  source text NOT NULL CONSTRAINT late_reason_has_source CHECK (source <> ''),
  PRIMARY KEY (code, from_on)
);
ALTER TABLE dossiers.late_reason ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_by_all ON dossiers.late_reason FOR SELECT USING (true);
GRANT SELECT ON dossiers.late_reason TO egov_app;
INSERT INTO dossiers.late_reason (code, from_on, place, label_vi, label_en, source)
SELECT code, DATE '2019-01-06', place, label_vi, label_en,
       'Danh mục dùng trong hệ thống; Thông tư 01/2018/TT-VPCP yêu cầu nêu lý do, không quy định danh mục [M]'
FROM (VALUES
  ('many-dossiers', 1, 'Số hồ sơ tăng đột biến', 'Suddenly many dossiers'),
  ('other-agency', 2, 'Cơ quan phối hợp trả lời chậm', 'A consulted agency answered late'),
  ('inspection', 3, 'Phải kiểm tra, xác minh thực tế phức tạp', 'A difficult inspection on site'),
  ('unclear-law', 4, 'Vướng mắc về quy định, phải xin ý kiến cấp trên', 'An unclear rule that had to be asked about'),
  ('few-officials', 5, 'Thiếu người xử lý', 'Too few officials'),
  ('technical', 6, 'Sự cố hệ thống, điện hoặc mạng', 'System, power or network failed'),
  ('other', 7, 'Nguyên nhân khác (ghi rõ)', 'Another reason (say which)')
) AS known (code, place, label_vi, label_en);

-- The clock tells in time that an apology has to be prepared.
ALTER TABLE deadlines.alarm DROP CONSTRAINT alarm_kind_known;
ALTER TABLE deadlines.alarm ADD CONSTRAINT alarm_kind_known CHECK (kind IN ('apology', 'warning', 'escalation'));
-- Last, because the owner who fills the list is bound by it as well.
ALTER TABLE dossiers.late_reason FORCE ROW LEVEL SECURITY;
