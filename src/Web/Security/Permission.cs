namespace Mantissa.Web.Security;

/// <summary>What somebody may do; the scopes of API keys are the same.</summary>
[Flags]
public enum Permission
{
    None = 0,

    /// <summary>See runs, dashboards, workers: everything but accounts.</summary>
    Read = 1,

    /// <summary>Submit, change and delete runs, dashboards, views and datasets.</summary>
    Submit = 2,

    /// <summary>Record runs that are made elsewhere.</summary>
    Record = 4,

    /// <summary>Look after accounts, workers and queues.</summary>
    Admin = 8,
}
