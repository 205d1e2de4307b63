-- A ledger of format 1 as the program wrote it: an invented report. Never edited.
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
INSERT INTO "entries" VALUES(1,'report taken in','sha256:85377411458ffd1a146e1bbc4aab7a61eadedb0b312754b5480a97ea8c0a3609','2031-10-03T23:59:59.999999999Z','2026-11-27T22:12:32.277101575Z','intake','clear','{"v":1,"attribution":"on the record","report":{"id":"sha256:85377411458ffd1a146e1bbc4aab7a61eadedb0b312754b5480a97ea8c0a3609","path":"report.txt","title":"Ferry talks","outlet":"Selm Post","author":null,"url":null,"published":"2031-10-03","language":"en","kind":"news","integrity":"unknown","text":"Orla Finch, the port director, said the Port of Selm could accept a toll of five crowns if the crews end the strike. The Selm Guards rejected the offer on Friday.\n","day":"2031-10-03"}}','1cc7d267d9bd9e2991c70b16bbdd53345b352166f97fb6ec9144f3752fd88e19','0676adae1409df6c084ddcbf67014a3d207512c69cbcb255cca4aef9300d7281');
INSERT INTO "entries" VALUES(2,'reading made','sha256:85377411458ffd1a146e1bbc4aab7a61eadedb0b312754b5480a97ea8c0a3609','2031-10-03T23:59:59.999999999Z','2026-11-27T22:12:32.277101575Z','rules/0.1.0+16cf0fbfcee0cbf5','clear','{"schema":1,"sentences":[{"start":0,"end":116},{"start":117,"end":162}],"actors":[{"id":"a1","name":"Orla Finch","kind":"person","roles":["port director"],"affiliation":null,"count":null,"mentions":[{"start":0,"end":10}]},{"id":"a2","name":"Selm Guards","kind":"government body","roles":[],"affiliation":null,"count":null,"mentions":[{"start":121,"end":132}]}],"statements":[{"id":"s1","source":{"actor":"a1","span":{"start":0,"end":29},"anonymity":"named"},"via":[],"cue":{"start":31,"end":35},"content":[{"start":36,"end":115}],"quote":"indirect","addressees":[],"medium":null,"said_on":null,"act":"predict","negated":false,"certainty":"possible","within":null,"conditions":[{"start":88,"end":115}],"horizon":null,"denies":null},{"id":"s2","source":{"actor":"a2","span":{"start":117,"end":132},"anonymity":"office"},"via":[],"cue":{"start":133,"end":141},"content":[{"start":142,"end":161}],"quote":"indirect","addressees":[],"medium":null,"said_on":null,"act":"reject","negated":false,"certainty":"certain","within":null,"conditions":[],"horizon":{"from":"2031-10-10","to":"2031-10-10","text":"Friday"},"denies":null}],"events":[{"id":"e1","type":"REJECT","mode":"change","actors":["a2"],"recipients":[],"where":null,"when":"2031-10-03","modality":"actual","told_by":null,"span":{"start":133,"end":161}}],"proposals":[{"id":"p1","name":"the offer","kind":null,"version":null,"sponsors":[],"discussed_by":[],"terms":[],"earlier":null,"earlier_told":false,"when":null,"answers":[{"by":"a2","response":"rejected","when":"2031-10-03","span":{"start":133,"end":151}}],"custody":[],"span":{"start":142,"end":151},"mentions":[{"start":142,"end":151}]}],"dates":[{"start":155,"end":161,"text":"Friday","edtf":"2031-10-03"}],"problems":[],"integrity":"unknown"}','7585daac8bdd187c7671b43c98acff2b35630a5649d4c6a3127b0c8fbdd344e5','f27a49c29a75069918fb4e515488ae25e7dbcf7f7d95ecf5bc945e809c39ba46');
CREATE INDEX entries_by_subject ON entries (kind, subject);
CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
PRAGMA application_id = 1095912777;
PRAGMA user_version = 1;
