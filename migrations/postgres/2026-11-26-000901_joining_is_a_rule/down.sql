UPDATE group_log SET
    kind = 'joining_changed',
    was = CASE was WHEN 'joining 0' THEN 'open' WHEN 'joining 1' THEN 'welcome' ELSE 'invitation' END,
    became = CASE became WHEN 'joining 0' THEN 'open' WHEN 'joining 1' THEN 'welcome' ELSE 'invitation' END
WHERE kind = 'rule_changed' AND was LIKE 'joining %';
