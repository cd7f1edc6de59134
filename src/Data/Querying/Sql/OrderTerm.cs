namespace Mantissa.Data.Querying.Sql;

/// <summary>An expression to sort by.</summary>
/// <param name="Sql">The expression.</param>
/// <param name="Type">Its type, by which a cursor compares it.</param>
/// <param name="Optional">Whether it may be null.</param>
/// <param name="Descending">The direction; null comes last in both.</param>
/// <param name="Source">What has to be joined for it, after <c>join</c> or <c>left join</c>; <see langword="null"/> when it is of <c>run</c>.</param>
internal sealed record OrderTerm(string Sql, string Type, bool Optional, bool Descending, string? Source)
{
    /// <summary>Text sorts by its bytes, as it compares.</summary>
    public string Sorted => Type == "text" ? $"{Sql} collate \"C\"" : Sql;

    public string Beyond => Descending ? "<" : ">";

    public override string ToString() => $"{Sorted} {(Descending ? "desc" : "asc")}{(Optional ? " nulls last" : "")}";
}
