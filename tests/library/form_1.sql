BEGIN TRANSACTION;
CREATE TABLE estimates (
	source_sha256 VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	country TEXT NOT NULL, 
	iso3 TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	population TEXT NOT NULL, 
	wave TEXT NOT NULL, 
	year BIGINT, 
	year_basis TEXT NOT NULL, 
	fieldwork_start TEXT NOT NULL, 
	fieldwork_end TEXT NOT NULL, 
	published TEXT NOT NULL, 
	pollster TEXT NOT NULL, 
	sponsor TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	question TEXT NOT NULL, 
	response TEXT NOT NULL, 
	response_printed TEXT NOT NULL, 
	share_pct DOUBLE, 
	share_printed TEXT NOT NULL, 
	qualifier TEXT NOT NULL, 
	status TEXT NOT NULL, 
	sample_size BIGINT, 
	margin_of_error DOUBLE, 
	source TEXT NOT NULL, 
	page BIGINT, 
	locator TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	layout TEXT NOT NULL, 
	issues TEXT NOT NULL, 
	reviewed_by TEXT NOT NULL, 
	PRIMARY KEY (source_sha256, position), 
	FOREIGN KEY(source_sha256) REFERENCES sources (sha256)
);
INSERT INTO "estimates" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',0,'France','FRA','','','',2000,'','','2000-05','','Ifop','','President','','approve','',0.25,'0.25','=','reported',NULL,NULL,'one.txt',NULL,'char=0-4','a "quoted", wörd
over two lines','','','ana');
INSERT INTO "estimates" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',1,'France','FRA','','','',2000,'','','2000-05','','Ifop','','President','','disapprove','',1.25,'1.25','=','reported',1003,NULL,'one.txt',NULL,'char=1-5','a "quoted", wörd
over two lines','','sum-off-100;country-doubtful','ana');
INSERT INTO "estimates" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',2,'France','FRA','','','',2001,'','','2001-05','','Ifop','','President','','approve','',2.25,'2.25','=','reported',1003,NULL,'one.txt',NULL,'char=2-6','a "quoted", wörd
over two lines','','','ana');
INSERT INTO "estimates" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',3,'China','CHN','','','',NULL,'','','','','','','','','','',NULL,'','','not_asked',NULL,NULL,'one.txt',NULL,'','','','','ana');
CREATE TABLE issues (
	source_sha256 VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	severity TEXT NOT NULL, 
	code TEXT NOT NULL, 
	message TEXT NOT NULL, 
	locator TEXT NOT NULL, 
	PRIMARY KEY (source_sha256, position), 
	FOREIGN KEY(source_sha256) REFERENCES sources (sha256)
);
INSERT INTO "issues" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',0,'check','sum-off-100','approve and disapprove add up to 104','char=3-5');
CREATE TABLE library_state (
	id INTEGER NOT NULL, 
	form INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "library_state" VALUES(1,1,1);
CREATE TABLE originals (
	source_sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (source_sha256), 
	FOREIGN KEY(source_sha256) REFERENCES sources (sha256)
);
INSERT INTO "originals" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',X'C39C62726967656E733A203431202520617070726F76652E0D0A');
CREATE TABLE sources (
	sha256 VARCHAR(64) NOT NULL, 
	since_version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	received_on DATE NOT NULL, 
	url TEXT NOT NULL, 
	licence TEXT NOT NULL, 
	note TEXT NOT NULL, 
	sidecar TEXT, 
	PRIMARY KEY (sha256), 
	UNIQUE (since_version)
);
INSERT INTO "sources" VALUES('b62910933416c88271330e7a7b83691457986da9372dc6ba54f084fb8427c732',1,'one.txt','text/plain',26,'2026-11-01','https://example.org/poll','CC BY 4.0','Totals only.','url = "https://example.org/poll"
licence = "CC BY 4.0"
note = "Totals only."
');
COMMIT;
