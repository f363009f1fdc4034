#!/usr/bin/env bash
# Grants the bot's identity what proactive installation needs in Microsoft Graph; what it has already stays. Run by somebody who may consent
# for the tenant (Privileged Role Administrator or Global Administrator), signed in with `az login`.
#
#   infra/grant-graph-permissions.sh <client id of the bot's managed identity or app registration>
set -euo pipefail

client_id="${1:?Give the client id of the bot’s identity (azd env get-value botAppId).}"
graph_app_id=00000003-0000-0000-c000-000000000000
permissions=(
  AppCatalog.Read.All
  User.Read.All
  GroupMember.Read.All
  TeamsAppInstallation.ReadWriteSelfForUser.All
  TeamsAppInstallation.ReadWriteSelfForTeam.All
)

principal="$(az ad sp show --id "$client_id" --query id --output tsv)"
graph="$(az ad sp show --id "$graph_app_id" --query id --output tsv)"
assignments="https://graph.microsoft.com/v1.0/servicePrincipals/$principal/appRoleAssignments"

for permission in "${permissions[@]}"; do
  role="$(az ad sp show --id "$graph_app_id" --query "appRoles[?value=='$permission' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)"
  if [[ -z "$role" ]]; then
    echo "Microsoft Graph knows no application permission $permission." >&2
    exit 1
  fi
  granted="$(az rest --method GET --url "$assignments" --query "value[?appRoleId=='$role'] | length(@)" --output tsv)"
  if [[ "$granted" != 0 ]]; then
    echo "$permission: granted already"
    continue
  fi
  az rest --method POST --url "$assignments" --headers 'Content-Type=application/json' --output none \
    --body "{\"principalId\": \"$principal\", \"resourceId\": \"$graph\", \"appRoleId\": \"$role\"}"
  echo "$permission: granted"
done
