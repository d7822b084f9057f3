DROP TABLE agenda_point;
DROP TABLE assembly_call;
