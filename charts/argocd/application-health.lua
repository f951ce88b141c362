-- Health of an Argo CD Application, for gating the sync waves of the app of apps.
-- Argo CD's own suggestion reports Healthy while a child is still syncing (argoproj/argo-cd#27917), and judges a
-- changed child by its old state (#8778), so the next wave would start too early.
-- Only the base and table libraries are open to scripts in argocd-cm.
local status = obj.status

local function health(name, message)
  return { status = name, message = message or "" }
end

if status == nil or status.sync == nil then
  return health("Progressing", "not reconciled yet")
end

-- The health of its objects alone.
local function healthOfObjects()
  local current = status.health and status.health.status or "Progressing"
  if current == "Suspended" then return health("Healthy", "suspended") end
  if current == "Missing" or current == "Unknown" then return health("Progressing", "waiting for resources") end
  return health(current, status.health and status.health.message)
end

-- It syncs no more: what is there counts. It may be back in Git while a person still has to agree to its deletion.
if obj.metadata ~= nil and obj.metadata.deletionTimestamp ~= nil then return healthOfObjects() end

-- Every leaf of a is in b. Defaults that b has beside them do not count; Go leaves out zero values and empty tables.
local function covered(a, b)
  if a == nil then return true end
  if a == false or a == "" or a == 0 then return b == nil or a == b end
  if type(a) ~= "table" then return a == b end
  if next(a) == nil then return true end
  if b == nil then b = {} end
  if type(b) ~= "table" then return false end
  for key, value in pairs(a) do
    if not covered(value, b[key]) then return false end
  end
  return true
end

-- In both directions: a team that was taken out of a list is a change too.
local function isSource(one)
  return covered(obj.spec.source, one.source) and covered(one.source, obj.spec.source)
    and covered(obj.spec.sources, one.sources) and covered(one.sources, obj.spec.sources)
end

-- The verdict belongs to an older spec.
if not isSource(status.sync.comparedTo or {}) then
  return health("Progressing", "spec changed, waiting for comparison")
end

-- Only the objects that Git no longer has are left, and a person has to agree to their deletion: nobody waits for that but
-- this Application. Scripts have no string library, and texts compare: this is "begins with".
local operation = status.operationState
local message = operation and operation.message or ""
if operation ~= nil and operation.phase == "Running"
  and message >= "waiting for pruning confirmation of" and message < "waiting for pruning confirmation og" then
  return healthOfObjects()
end

-- A sync is under way; one that waits for its next retry is in the phase Running as well. After six retries the child
-- fails the wave: only then does the root's own retry read Git again, where the fix may be waiting.
if operation ~= nil and (operation.phase == "Running" or operation.phase == "Terminating") then
  if (operation.retryCount or 0) >= 6 then
    return health("Degraded", "still failing after retries: " .. (operation.message or ""))
  end
  return health("Progressing", operation.message)
end
-- Asked for, and not begun: what is known of the last sync says nothing about this one.
if obj.operation ~= nil then
  return health("Progressing", "waiting for the sync to begin")
end
-- One that failed counts until something else is in sync: a bad value that was taken back leaves nothing to sync, and so no
-- sync that could succeed.
if operation ~= nil and (operation.phase == "Failed" or operation.phase == "Error") then
  local result = operation.syncResult
  local isPresent = result == nil or isSource(result)
    and (result.revision == nil or result.revision == status.sync.revision) and covered(result.revisions, status.sync.revisions)
  if status.sync.status ~= "Synced" or isPresent then return health("Degraded", operation.message) end
end

-- Also a repository that does not answer, and a folder that a newer commit has removed: a root that waited would stay with
-- the commit that it began with, for ever. One that fails reads Git again.
for _, condition in ipairs(status.conditions or {}) do
  local kind = condition.type
  if kind == "InvalidSpecError" or kind == "ComparisonError" or kind == "SyncError" then
    return health("Degraded", condition.message)
  end
end

-- What is known was compared in the middle of the last sync, or before it. Argo CD compares again after each operation, so
-- this ends. Times are whole seconds, in a form that sorts as text: within one second, only "Synced" tells that the
-- comparison was the later one.
local finished, reconciled = operation and operation.finishedAt, status.reconciledAt or ""
if finished ~= nil and (reconciled < finished or (reconciled == finished and status.sync.status ~= "Synced")) then
  return health("Progressing", "synced, waiting for comparison")
end

-- Out of sync, and this spec and revision were not applied yet. A revision alone says too little: for a chart it is the
-- chart's version, which stays when only values change. A difference that stays after a good sync holds nothing up.
local policy = obj.spec.syncPolicy
local automated = policy ~= nil and policy.automated ~= nil and policy.automated.enabled ~= false
if automated and status.sync.status ~= "Synced" then
  local result = operation and operation.syncResult or nil
  local applied = result ~= nil and isSource(result)
    and ((result.revision ~= nil and result.revision == status.sync.revision)
      or (status.sync.revisions ~= nil and result.revisions ~= nil and covered(status.sync.revisions, result.revisions)))
  if not applied then
    return health("Progressing", "OutOfSync, waiting for automated sync")
  end
end

return healthOfObjects()
