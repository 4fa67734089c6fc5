// name: change-schema
// description: Must be refused to the reader account: changes the schema.
// writes
CREATE INDEX self_test IF NOT EXISTS FOR (n:SelfTest) ON (n.self_test);
