// name: read-file
// description: Must be refused to every account: reads a file of this computer.
// returns line: a line of the file
// writes
LOAD CSV FROM 'file:///self-test.csv' AS line RETURN line;
