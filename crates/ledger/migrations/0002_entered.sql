-- From here on entries may be what a person entered: kinds `rule`, `draft`, `retract`. The table stays as it is; the number
-- keeps a program that does not know these kinds from opening the file and leaving them out. Never edited once released.
CREATE INDEX entries_by_author ON entries (author);
