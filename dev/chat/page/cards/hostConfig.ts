// How Adaptive Cards look here: the page's own colours (so that light and dark follow by themselves), sizes and spacing.

const colour = (name: string) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` });

const foreground = {
  default: { default: 'var(--text)', subtle: 'var(--text-subtle)' },
  dark: { default: 'var(--text)', subtle: 'var(--text-subtle)' },
  light: { default: 'var(--text-subtle)', subtle: 'var(--text-subtle)' },
  accent: colour('accent'),
  attention: colour('attention'),
  good: colour('good'),
  warning: colour('warning'),
};

const container = (background: string) => ({ backgroundColor: background, foregroundColors: foreground });

/** The host configuration of the `adaptivecards` renderer. */
export const HOST_CONFIG = {
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: 'inherit',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
      fontWeights: { lighter: 300, default: 400, bolder: 650 },
    },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 13, medium: 15, large: 17, extraLarge: 21 },
      fontWeights: { lighter: 300, default: 400, bolder: 650 },
    },
  },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--card-emphasis)'),
    good: container('var(--card-good-back)'),
    attention: container('var(--card-attention-back)'),
    warning: container('var(--card-warning-back)'),
    accent: container('var(--card-accent-back)'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: {
      color: 'default',
      size: 'default',
      isSubtle: false,
      weight: 'bolder',
      wrap: true,
      maxWidth: 150,
    },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', color: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', color: 'default' },
    },
    errorMessage: { color: 'attention', weight: 'default', spacing: 'small' },
  },
} as const;
