namespace Mantissa.Web.Api;

/// <summary>Something that people change: its revision is the part of its entity tag that <c>If-Match</c> compares.</summary>
public interface IRevised
{
    public long Revision { get; }
}
