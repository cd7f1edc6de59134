namespace Mantissa.Training.Catalogue;

/// <summary>
/// Makes a property of an options record a parameter of the catalogue. The property's type gives the kind (<see cref="int"/> and
/// <see cref="long"/> Integer, <see cref="double"/> Number, <see cref="bool"/> Boolean, an enum Choice, <see cref="string"/> Text),
/// its initialiser the default, its name in camel case the key.
/// </summary>
/// <param name="label">The name on the form.</param>
/// <param name="help">One line: what it does, not what it is called.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string label, string help) : Attribute
{
    public string Label { get; } = label;

    public string Help { get; } = help;

    /// <summary>Smallest value allowed, inclusive; NaN for none.</summary>
    public double Minimum { get; set; } = double.NaN;

    /// <summary>Largest value allowed, inclusive; NaN for none.</summary>
    public double Maximum { get; set; } = double.NaN;

    /// <summary>Distance of the values allowed, counted from <see cref="Minimum"/>; NaN for none.</summary>
    public double Step { get; set; } = double.NaN;

    /// <summary>The unit in which the value is given, e.g. <c>px</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>Heading on the form; <c>Advanced</c> starts folded away.</summary>
    public string Group { get; set; } = "General";

    /// <summary>The only values allowed, for a number or text that is not an enum.</summary>
    public string[]? Choices { get; set; }

    /// <summary>A run without a value is an error. Only for a nullable property that starts as <see langword="null"/>.</summary>
    public bool Required { get; set; }
}
