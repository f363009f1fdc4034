// The Azure Bot: it carries messages between Teams and the app, and signs what it brings.

@description('The name of the bot.')
@minLength(2)
@maxLength(64)
param name string

@description('The tags of all resources.')
param tags { *: string }

@description('What people read as the bot\'s name.')
@minLength(1)
@maxLength(42)
param displayName string

@description('The price tier.')
@allowed(['F0', 'S1'])
param sku string

@description('Where the bot posts what people say.')
param endpoint string

@description('How the bot proves who it is.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string

@description('The resource id of the managed identity, for UserAssignedMSI.')
param identityResourceId string

@description('The bot\'s app id: the identity\'s client id, or that of the app registration.')
@maxLength(36)
param appId string

@description('Lets the bot also be tried in the portal\'s Web Chat, which works with keys.')
param enableWebChat bool

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    endpoint: endpoint
    msaAppId: appId
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityResourceId : null
    msaAppTenantId: tenant().tenantId
    msaAppType: appType
    disableLocalAuth: !enableWebChat
    isStreamingSupported: false
    publicNetworkAccess: 'Enabled'
    schemaTransformationVersion: '1.3'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      acceptedTerms: true
      deploymentEnvironment: 'CommercialDeployment'
      enableCalling: false
      isEnabled: true
    }
  }
}

resource webChat 'Microsoft.BotService/botServices/channels@2022-09-15' = if (enableWebChat) {
  parent: bot
  name: 'WebChatChannel'
  location: 'global'
  properties: {
    channelName: 'WebChatChannel'
    properties: {
      sites: [
        {
          siteName: 'Default Site'
          isEnabled: true
          isWebchatPreviewEnabled: true
        }
      ]
    }
  }
}

@description('The name of the bot.')
output name string = bot.name

@description('The bot\'s app id.')
output appId string = bot.properties.msaAppId
