namespace Mantissa.Data.Runs;

/// <summary>What a submission made.</summary>
/// <param name="Value">The run or comparison.</param>
/// <param name="Replayed">Whether it existed already, from an earlier submission with the same idempotency key.</param>
public sealed record SubmitResult<T>(T Value, bool Replayed);
