// Everything that Recado needs in Azure: one resource group, one identity, no secret.
targetScope = 'resourceGroup'

metadata name = 'Recado'
metadata description = 'A bot that speaks first, on Azure Functions (Flex Consumption), reached through Azure Bot.'

@description('The short name that all resources carry; letters and digits.')
@minLength(2)
@maxLength(9)
param name string = 'recado'

@description('The environment this is, for example production; a tag on every resource.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The region of all resources that have one.')
param location string = resourceGroup().location

@description('The Node.js version that runs the app.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('The memory of one instance in MB. The host and the worker together take about 500 MB under load.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('How many instances the app grows to at most.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How many instances stay ready for HTTP calls, so that nobody waits for a cold start. Each costs while it waits.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('How storage is copied. With a zone-redundant copy reminders outlive the loss of a data centre, where the region has zones.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('How the bot proves who it is: by the managed identity made here, or by an app registration of this tenant.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botAppType string = 'UserAssignedMSI'

@description('For SingleTenant only: the app registration\'s client id.')
@maxLength(36)
param botAppId string = ''

@description('For SingleTenant only: the address of the client credential in Key Vault, https://<vault>/secrets/<name>. It names the credential and does not hold it.')
@maxLength(512)
param botCredentialUri string = ''

@description('What people read as the bot\'s name.')
@minLength(1)
@maxLength(42)
param botDisplayName string = 'Recado'

@description('The price tier of Azure Bot. F0 costs nothing and has no limit on messages in Teams.')
@allowed(['F0', 'S1'])
param botSku string = 'F0'

@description('Lets the bot also be tried in the portal\'s Web Chat, which works with keys.')
param enableWebChat bool = false

@description('Who is written to when an alert fires. Without an address alerts are only seen in the portal.')
@maxLength(254)
param alertEmail string = ''

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs a day are taken at most, so that no fault becomes a bill.')
@minValue(1)
@maxValue(100)
param dailyLogLimitGb int = 1

@description('Settings of the app beside those that a deployment needs; docs/settings.md has them all.')
param appSettings { *: string } = {}

var suffix = uniqueString(resourceGroup().id, name)
var tags = {
  application: 'recado'
  'azd-env-name': environmentName
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${name}-${suffix}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: 'log-${name}-${suffix}'
    componentName: 'appi-${name}-${suffix}'
    location: location
    tags: tags
    writerPrincipalId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyLimitGb: dailyLogLimitGb
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: toLower('st${name}${suffix}')
    location: location
    tags: tags
    redundancy: storageRedundancy
    ownerPrincipalId: identity.outputs.principalId
  }
}

module functionApp 'modules/functionApp.bicep' = {
  name: 'functionApp'
  params: {
    name: 'func-${name}-${suffix}'
    planName: 'plan-${name}-${suffix}'
    location: location
    tags: tags
    identityResourceId: identity.outputs.resourceId
    packageContainerUrl: storage.outputs.packageContainerUrl
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
  }
}

module settings 'modules/appSettings.bicep' = {
  name: 'appSettings'
  params: {
    functionAppName: functionApp.outputs.name
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    applicationInsightsName: monitoring.outputs.componentName
    botAppType: botAppType
    botAppId: bot.outputs.appId
    botCredentialUri: botCredentialUri
    extraSettings: appSettings
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: 'bot-${name}-${suffix}'
    tags: tags
    displayName: botDisplayName
    sku: botSku
    endpoint: 'https://${functionApp.outputs.hostName}/api/messages'
    appType: botAppType
    identityResourceId: identity.outputs.resourceId
    appId: botAppType == 'UserAssignedMSI' ? identity.outputs.clientId : botAppId
    enableWebChat: enableWebChat
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    workspaceResourceId: monitoring.outputs.workspaceResourceId
    email: alertEmail
  }
}

@description('The name under which the package is deployed.')
output functionAppName string = functionApp.outputs.name

@description('The host name of the app; the Teams app is made with it.')
output hostName string = functionApp.outputs.hostName

@description('Where the Bot Framework posts what people say.')
output messagesEndpoint string = 'https://${functionApp.outputs.hostName}/api/messages'

@description('The bot\'s app id; the Teams app is made with it.')
output botAppId string = bot.outputs.appId

@description('The name of the Azure Bot.')
output botName string = bot.outputs.name

@description('The account that holds all data.')
output storageAccountName string = storage.outputs.name

@description('The workspace where logs are looked at.')
output workspaceName string = monitoring.outputs.workspaceName
