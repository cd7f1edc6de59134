namespace Mantissa.Data.Runs;

/// <summary>How deletions are written in SQL.</summary>
internal static class DeletionSql
{
    /// <summary>
    /// Takes a deletion back, for a run that goes on: it leaves the archive where the deletion put it, and its revision tells who is about to
    /// remove it for good. Assignments of an <c>update run set …</c>; a run that is not deleted stays as it is.
    /// </summary>
    public const string TakenBack =
        "archived_at = case when deleted_at is null then archived_at end, revision = revision + (deleted_at is not null)::int, deleted_at = null";
}
