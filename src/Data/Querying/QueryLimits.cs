namespace Mantissa.Data.Querying;

/// <summary>How large a query may be: what a person or a program writes is far below, and the database never sees more.</summary>
public static class QueryLimits
{
    public const int Characters = 10_000;
    public const int Nesting = 50;
    public const int Conditions = 100;
    public const int ListedValues = 1_000;
    public const int OrderKeys = 5;
}
