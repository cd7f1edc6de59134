namespace Mantissa.Web.Components.Charts;

/// <summary>
/// What a chart draws. A kind of chart is a record that derives from this and a module of its own in <c>wwwroot/js/charts</c>; equal
/// contents are drawn once.
/// </summary>
/// <param name="Kind">Name of the module.</param>
public abstract record ChartContent(string Kind)
{
    /// <summary>Points drawn; 0 when there is nothing to draw yet.</summary>
    public abstract int Points { get; }

    /// <summary>Whether a part of the horizontal axis is shown, so that there is a way back to all of it.</summary>
    public virtual bool IsZoomed => false;

    /// <summary>Everything but the numbers, as the module reads it.</summary>
    public abstract object Header();

    /// <summary>The numbers, in the order in which the module takes them.</summary>
    public abstract IEnumerable<double[]> Numbers();

    /// <summary>What there is to see, for who cannot see it.</summary>
    public abstract string Words();
}
