// name: create
// description: Must be refused to the reader account: adds something to the graph.
// writes
CREATE (:SelfTest);
