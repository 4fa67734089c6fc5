// name: read-address
// description: Must be refused to every account: reads from the network (from this computer, should it not be refused).
// returns line: a line of what is found there
// writes
LOAD CSV FROM 'http://127.0.0.1:9/self-test.csv' AS line RETURN line;
