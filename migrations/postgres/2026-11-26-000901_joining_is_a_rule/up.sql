-- How one joins is a rule of the agreement like any other; lines about it say so in the same words.
UPDATE group_log SET
    kind = 'rule_changed',
    was = CASE was WHEN 'open' THEN 'joining 0' WHEN 'welcome' THEN 'joining 1' ELSE 'joining 2' END,
    became = CASE became WHEN 'open' THEN 'joining 0' WHEN 'welcome' THEN 'joining 1' ELSE 'joining 2' END
WHERE kind = 'joining_changed';
