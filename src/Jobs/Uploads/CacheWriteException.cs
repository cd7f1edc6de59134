namespace Mantissa.Jobs.Uploads;

/// <summary>A file of an uploaded set does not go onto this machine's disk. Of no kind that counts as a database that is away.</summary>
internal sealed class CacheWriteException(string message) : Exception(message);
