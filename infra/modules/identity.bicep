// The identity under which the app runs: it reaches storage and logs with it, and is the bot's own unless that has another.

@description('The name of the identity.')
param name string

@description('The region.')
param location string

@description('The tags of all resources.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The identity\'s resource id.')
output resourceId string = identity.id

@description('The id that roles are given to.')
output principalId string = identity.properties.principalId

@description('The id that the app names when it asks for tokens.')
output clientId string = identity.properties.clientId
