// Every setting of the deployed app, in one place. None is a secret: storage and logs are reached by identity, and a client
// credential, where the bot has one, stays in Key Vault.

@description('The name of the app.')
param functionAppName string

@description('The client id of the identity under which the app runs.')
param identityClientId string

@description('The name of the storage account.')
param storageAccountName string

@description('The name of the Application Insights component.')
param applicationInsightsName string

@description('How the bot proves who it is.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botAppType string

@description('The bot\'s app id.')
@minLength(36)
@maxLength(36)
param botAppId string

@description('For SingleTenant only: the address of the client credential in Key Vault.')
param botCredentialUri string

@description('Settings of the app beside those that a deployment needs.')
param extraSettings { *: string }

var hostSettings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__credential: 'managedidentity'
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
  // The alerts read the app's own lines: none may be sampled away.
  OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
  OTEL_TRACES_SAMPLER_ARG: '1.0'
}

var botSettings = {
  MicrosoftAppId: botAppId
  MicrosoftAppTenantId: tenant().tenantId
  MicrosoftAppType: botAppType
}

var credentialSettings = botAppType == 'UserAssignedMSI'
  ? {}
  : {
      MicrosoftAppPassword: '@Microsoft.KeyVault(SecretUri=${botCredentialUri})'
    }

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(extraSettings, hostSettings, botSettings, credentialSettings)
}
