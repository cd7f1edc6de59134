using System.Collections.Specialized;
using System.Globalization;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Web.Components.Metrics;

namespace Mantissa.Web.Hardware;

/// <summary>A machine in an address.</summary>
public static class AcceleratorQuery
{
    private static readonly Accelerator Usual = new();

    /// <summary>What is not said, or out of range, is as usual.</summary>
    public static Accelerator From(NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var machine = new Accelerator
        {
            ArraySide = int.TryParse(query["array"], NumberStyles.None, CultureInfo.InvariantCulture, out var side) ? side : Usual.ArraySide,
            Frequency = Number(query["frequency"]) ?? Usual.Frequency,
            Bandwidth = Number(query["bandwidth"]) ?? Usual.Bandwidth,
        };
        return machine.Errors().Any() ? Usual : machine;
    }

    /// <summary>Writes what is not as usual.</summary>
    public static void WriteTo(Accelerator machine, NameValueCollection query)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(query);
        query.Put("array", machine.ArraySide == Usual.ArraySide ? null : machine.ArraySide.ToString(CultureInfo.InvariantCulture));
        query.Put("frequency", machine.Frequency == Usual.Frequency ? null : machine.Frequency.ToString("R", CultureInfo.InvariantCulture));
        query.Put("bandwidth", machine.Bandwidth == Usual.Bandwidth ? null : machine.Bandwidth.ToString("R", CultureInfo.InvariantCulture));
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
