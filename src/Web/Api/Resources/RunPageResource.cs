namespace Mantissa.Web.Api.Resources;

/// <summary>A page of a list.</summary>
/// <param name="Items">The runs, in order.</param>
/// <param name="NextCursor">Pass it as <c>cursor</c> for the next page; absent at the end.</param>
/// <param name="TotalCount">How many runs match in all.</param>
public sealed record RunPageResource(IReadOnlyList<RunResource> Items, string? NextCursor, int TotalCount);
