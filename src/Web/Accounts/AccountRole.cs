namespace Mantissa.Web.Accounts;

/// <summary>What somebody is here for; each may do what those before it may.</summary>
public enum AccountRole
{
    /// <summary>Looks at everything.</summary>
    Viewer,

    /// <summary>Submits, records and changes runs, dashboards, views and datasets.</summary>
    Member,

    /// <summary>Looks after the platform: accounts, workers, queues.</summary>
    Admin,
}
