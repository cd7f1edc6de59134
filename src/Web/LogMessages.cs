namespace Mantissa.Web;

/// <summary>Everything that the web process logs by itself.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Mantissa is ready at {Url}")]
    public static partial void Ready(this ILogger logger, string url);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Request {Method} {Path} failed; the answer named {Id}")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path, string id);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "A panel failed; the page named {Id}")]
    public static partial void PanelFailed(this ILogger logger, Exception exception, string id);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "A page could not be brought up to date; it tries again with the next change")]
    public static partial void RefreshFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "How runs and queues stand could not be read for collectors of metrics: {Reason}")]
    public static partial void GaugesNotRead(this ILogger logger, string reason);

    [LoggerMessage(EventId = 5, Level = LogLevel.Error, Message = "An action on a page failed; the page named {Id}")]
    public static partial void ActionFailed(this ILogger logger, Exception exception, string id);
}
