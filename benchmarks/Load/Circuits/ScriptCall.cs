namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>A call from the site to a script of the page.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Target">Number of the object that it belongs to; 0 for the page itself.</param>
/// <param name="Arguments">A JSON array, in which a block of bytes has only a number.</param>
/// <param name="Blocks">The blocks of bytes that came before the call, in order.</param>
internal readonly record struct ScriptCall(string Function, long Target, string Arguments, IReadOnlyList<byte[]> Blocks);
