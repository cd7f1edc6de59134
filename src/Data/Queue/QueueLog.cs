using Microsoft.Extensions.Logging;

namespace Mantissa.Data.Queue;

internal static partial class QueueLog
{
    [LoggerMessage(201, LogLevel.Warning, "Queue signals are lost until the database answers again ({Reason}); the queue is still polled")]
    public static partial void SignalsLost(ILogger log, string reason);
}
