using Mantissa.Data.Grouping;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>A row of the table: a run, or a group of runs.</summary>
/// <param name="Index">Its place among all rows, from 0.</param>
public abstract record TableRow(int Index);

/// <param name="Index">Its place among all rows, from 0.</param>
/// <param name="Row">The run.</param>
/// <param name="InGroup">Whether it stands below its group.</param>
public sealed record RunTableRow(int Index, RunRow Row, bool InGroup) : TableRow(Index);

/// <param name="Index">Its place among all rows, from 0.</param>
/// <param name="Group">The group.</param>
/// <param name="IsOpen">Whether its runs stand below it.</param>
public sealed record GroupTableRow(int Index, RunGroup Group, bool IsOpen) : TableRow(Index);
