using Microsoft.Extensions.Logging;

namespace Mantissa.Migrations;

internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Migrated the database: {Migrations}.")]
    public static partial void Migrated(ILogger logger, string migrations);
}
