using System.Globalization;
using Mantissa.Catalogue;
using Mantissa.Training.Formats.Calculation;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Components.Pages.Formats;

/// <summary>Numbers in, what the format makes of them out; a tensor that was never stored before.</summary>
public sealed partial class FormatCalculator
{
    private string _member = "";
    private string _numbers = "";
    private string? _rounding;
    private int? _around;
    private Calculation _calculation = new();

    [Parameter, EditorRequired] public FormatEntry Entry { get; set; } = null!;

    /// <summary>The member of the family to begin with.</summary>
    [Parameter, EditorRequired] public string Member { get; set; } = "";

    /// <summary>The numbers to begin with.</summary>
    [Parameter] public string? Numbers { get; set; }

    private string Members => Entry.Numbers.Count == 0
        ? "The only member of its family."
        : string.Join(", ", Entry.Numbers.Select(number => $"{number.Symbol} from {number.Minimum} to {number.Maximum}"));

    protected override void OnInitialized()
    {
        (_member, _numbers) = (Member, Numbers ?? "1 -0.3 0.0123 2.75");
        _rounding = NumberFormats.RoundingsOf(Entry) is [var first, ..] ? first : null;
        Calculate();
    }

    private void ChooseMember(ChangeEventArgs e)
    {
        _member = (e.Value as string ?? "").Trim();
        Calculate();
    }

    private void ChooseRounding(ChangeEventArgs e)
    {
        _rounding = e.Value as string;
        Calculate();
    }

    private void Type(ChangeEventArgs e)
    {
        _numbers = e.Value as string ?? "";
        Calculate();
    }

    private void Calculate()
    {
        _around = null;
        _calculation = Entry.Matches(_member)
            ? Calculation.Of(_member, _numbers, _rounding)
            : Calculation.Wrong($"'{_member}' is not written as {Entry.Family}: {Members}.");
    }

    private NumberLine? Line(IReadOnlyList<Calculation.Row> rows)
    {
        var finite = rows.Where(row => row.IsFinite).ToList();
        return finite.Count == 0 ? null : _around is { } index ? NumberLine.Around(rows[index]) : NumberLine.Over(finite);
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
