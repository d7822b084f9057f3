DROP TABLE shut_door;
DROP TABLE exclusion;
DROP TABLE grounds;
DROP TABLE mediation;
DROP TABLE step_back;
