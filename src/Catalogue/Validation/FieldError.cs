namespace Mantissa.Catalogue.Validation;

/// <summary>One thing that is wrong with a specification.</summary>
/// <param name="Field">Where, as a path into the JSON: <c>training.epochs</c>, <c>models[0].dataset</c>.</param>
/// <param name="Value">What was given, as text; <see langword="null"/> when nothing was.</param>
/// <param name="Message">What is wrong and what to do instead, as a sentence for a person.</param>
public sealed record FieldError(string Field, string? Value, string Message);

/// <summary>A specification with every default filled in, or everything that is wrong with it.</summary>
public sealed record Resolution<T>(T? Value, IReadOnlyList<FieldError> Errors)
    where T : class
{
    public bool IsValid => Errors.Count == 0;

    /// <summary>The errors by field, in the shape of an RFC 9457 problem with field errors.</summary>
    public IDictionary<string, string[]> ErrorsByField() =>
        Errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray());
}
