-- Append-only entries, chained by digest. Never edited once released.
CREATE TABLE entries (
    seq      INTEGER PRIMARY KEY,
    kind     TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    known    TEXT    NOT NULL,
    recorded TEXT    NOT NULL,
    author   TEXT    NOT NULL,
    marking  TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    digest   TEXT    NOT NULL,
    chain    TEXT    NOT NULL
) STRICT;
CREATE INDEX entries_by_subject ON entries (kind, subject);
CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
