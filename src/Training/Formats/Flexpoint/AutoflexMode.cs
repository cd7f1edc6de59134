namespace Mantissa.Training.Formats.Flexpoint;

/// <summary>Which published variant of Autoflex moves the exponents.</summary>
public enum AutoflexMode
{
    /// <inheritdoc cref="PaperAutoflex"/>
    Paper,

    /// <inheritdoc cref="NgraphAutoflex"/>
    Ngraph,
}
