SELECT o.name, o.description FROM (
  SELECT c.relname AS name, concat_ws(' ', 'table', c.relkind, c.relpersistence, c.relhasrules, c.relrowsecurity) AS description
  FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind NOT IN ('i', 'c')
UNION ALL
  SELECT c.relname || '.' || a.attname, concat_ws(' ', 'column', format_type(a.atttypid, a.atttypmod), a.attnotnull, l.collname,
    pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind NOT IN ('i', 'c') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
  SELECT c.relname, concat_ws(' ', 'index of', t.relname, i.indisunique, i.indisprimary, i.indisvalid, i.indislive, a.amname,
    regexp_replace(concat_ws(' ', (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), ',' ORDER BY k)
      FROM generate_series(1, i.indnatts) AS k), 'where', pg_get_expr(i.indpred, i.indrelid)), '::[a-z]+|[ ()]', '', 'g'))
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_am a ON a.oid = c.relam
  WHERE c.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
UNION ALL
  SELECT c.conname, concat_ws(' ', 'constraint of', t.relname, c.contype, c.convalidated,
    regexp_replace(pg_get_constraintdef(c.oid, true), '::[a-z]+|[ ()]', '', 'g'))
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
  WHERE c.connamespace = current_schema()::regnamespace AND c.contype <> 'n'
UNION ALL
  SELECT g.tgname, concat_ws(' ', 'trigger of', t.relname, g.tgenabled, g.tgtype, p.proname)
  FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
  WHERE t.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal
UNION ALL
  SELECT t.relname, concat_ws(' ', 'reference', g.tgenabled)
  FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
  WHERE t.relnamespace = current_schema()::regnamespace AND g.tgisinternal AND g.tgenabled <> 'O'
UNION ALL
  SELECT p.proname, concat_ws(' ', 'function', l.lanname, regexp_replace(p.prosrc, '\s+', ' ', 'g'))
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = current_schema()::regnamespace
) AS o ORDER BY o.name COLLATE "C", o.description COLLATE "C"
