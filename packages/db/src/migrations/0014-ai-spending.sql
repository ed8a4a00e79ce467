-- What a workspace may spend on models in a UTC month, and what it has. A call reserves the most it can cost before it is made, so that no two workers
-- together can spend what is there once.
ALTER TABLE workspaces ADD COLUMN ai_budget_usd numeric(12, 2) NOT NULL DEFAULT 5 CHECK (ai_budget_usd >= 0);
CREATE TABLE ai_spending (
  workspace_id uuid NOT NULL REFERENCES workspaces (id),
  month date NOT NULL CHECK (month = date_trunc('month', month)),
  reserved_usd numeric(14, 6) NOT NULL DEFAULT 0 CHECK (reserved_usd >= 0),
  spent_usd numeric(14, 6) NOT NULL DEFAULT 0 CHECK (spent_usd >= 0),
  PRIMARY KEY (workspace_id, month)
);
ALTER TABLE ai_spending ENABLE ROW LEVEL SECURITY;
ALTER TABLE ai_spending FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON ai_spending USING (workspace_id = current_setting('app.workspace_id')::uuid);
