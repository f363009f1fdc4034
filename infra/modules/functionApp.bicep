// The Functions app on Flex Consumption. Its settings are in appSettings.bicep.

@description('The name of the app.')
@minLength(2)
@maxLength(60)
param name string

@description('The name of its plan.')
param planName string

@description('The region.')
param location string

@description('The tags of all resources.')
param tags { *: string }

@description('The resource id of the identity under which the app runs.')
param identityResourceId string

@description('The address of the container that packages are deployed from.')
param packageContainerUrl string

@description('The Node.js version.')
@allowed(['22', '24'])
param nodeVersion string

@description('The memory of one instance in MB.')
@allowed([2048, 4096])
param instanceMemoryMB int

@description('How many instances there are at most.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('How many instances stay ready for HTTP calls.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'bot' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityResourceId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityResourceId
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityResourceId
          }
        }
      }
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
      }
    }
  }
}

// Deployments sign in with Entra ID; the user name and password that every app has otherwise are off.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('The name of the app.')
output name string = app.name

@description('The host name under which it is called.')
output hostName string = app.properties.defaultHostName
