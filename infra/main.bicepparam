// The values of a deployment: from the environment (azd sets them, `azd env set NAME value`), with what holds otherwise.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'production')
param alertEmail = readEnvironmentVariable('RECADO_ALERT_EMAIL', '')
param botAppType = readEnvironmentVariable('RECADO_BOT_APP_TYPE', 'UserAssignedMSI')
param botAppId = readEnvironmentVariable('RECADO_BOT_APP_ID', '')
param botCredentialUri = readEnvironmentVariable('RECADO_BOT_CREDENTIAL_URI', '')
param storageRedundancy = readEnvironmentVariable('RECADO_STORAGE_REDUNDANCY', 'Standard_LRS')
param alwaysReadyInstances = int(readEnvironmentVariable('RECADO_ALWAYS_READY', '0'))
param enableWebChat = bool(readEnvironmentVariable('RECADO_WEB_CHAT', 'false'))
