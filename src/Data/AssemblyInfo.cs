using System.Runtime.CompilerServices;

// Pure parts (statistics, coding, thinning of series) are tested directly as well as through the stores.
[assembly: InternalsVisibleTo("Mantissa.Data.Tests")]
