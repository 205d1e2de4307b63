CREATE TRIGGER heads_are_not_changed    BEFORE UPDATE ON heads    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER heads_are_not_removed    BEFORE DELETE ON heads    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER keys_are_not_changed     BEFORE UPDATE ON keys     BEGIN SELECT RAISE(ABORT, 'keys are never changed'); END;
CREATE TRIGGER contents_are_not_changed BEFORE UPDATE ON contents BEGIN SELECT RAISE(ABORT, 'contents are never changed'); END;
