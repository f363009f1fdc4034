// Where logs go: Application Insights on a workspace of its own, written to by identity only.

@description('The name of the workspace.')
param workspaceName string

@description('The name of the Application Insights component.')
param componentName string

@description('The region.')
param location string

@description('The tags of all resources.')
param tags { *: string }

@description('Who may write telemetry.')
param writerPrincipalId string

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('How many GB of logs a day are taken at most.')
@minValue(1)
@maxValue(100)
param dailyLimitGb int

var monitoringMetricsPublisher = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyLimitGb
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, writerPrincipalId, monitoringMetricsPublisher)
  scope: component
  properties: {
    principalId: writerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: monitoringMetricsPublisher
  }
}

@description('The name of the Application Insights component.')
output componentName string = component.name

@description('The name of the workspace.')
output workspaceName string = workspace.name

@description('The workspace\'s resource id, which alerts look at.')
output workspaceResourceId string = workspace.id
