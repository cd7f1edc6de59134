using System.Globalization;

namespace Mantissa.Web.Formatting;

/// <summary>Spans of time as people read them, to the two largest units.</summary>
public static class Durations
{
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        return span switch
        {
            { TotalSeconds: < 1 } => "0 s",
            { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
            { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds:00} s",
            { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes:00} min",
            _ => $"{(int)span.TotalDays} d {span.Hours} h",
        };
    }

    /// <summary>How long ago something was: "just now", "5 min ago"; older than a week, its date.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalMinutes: < 1 } span => $"{(int)span.TotalSeconds} s ago",
        { TotalHours: < 1 } span => $"{(int)span.TotalMinutes} min ago",
        { TotalDays: < 1 } span => $"{(int)span.TotalHours} h ago",
        { TotalDays: < 7 } span => $"{(int)span.TotalDays} d ago",
        _ => then.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
