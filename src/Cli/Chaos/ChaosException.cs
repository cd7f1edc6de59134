namespace Mantissa.Cli.Chaos;

/// <summary>A round that cannot go on, with what was found instead.</summary>
internal sealed class ChaosException(string message) : Exception(message);
