/* What the built-in catalog says of the world, asked through the public functions.
 * The facts were written down from what people in the trade know, before anybody
 * looked into the catalog; only how it spells a firm that is called as its product
 * is ("Skype Technologies") was looked up. */
#include "unit.h"

#include "comention.h"

typedef struct {
    const char *is, *of;
} Fact;

static int set_up(void **state) {
    *state = comention_new();
    return 0;
}

static int tear_down(void **state) {
    comention_free(*state);
    return 0;
}

/* Says all that is wrong, not the first only. */
static unsigned wrong(const char *name, const char *what, const char *got, const char *want) {
    print_error("%s: %s is %s, expected %s\n", name, what, got ? got : "nothing", want);
    return 1;
}

static const Fact makers[] = {
    /* virtualization and desktops */
    {"ESXi", "VMware"},
    {"vSphere", "VMware"},
    {"vCenter Server", "VMware"},
    {"VMware Fusion", "VMware"},
    {"vMotion", "VMware"},
    {"Site Recovery Manager", "VMware"},
    {"NSX", "VMware"},
    {"vSAN", "VMware"},
    {"VMware Workstation", "VMware"},
    {"Storage vMotion", "VMware"},
    {"Lab Manager", "VMware"},
    {"Hyper-V", "Microsoft"},
    {"App-V", "Microsoft"},
    {"Virtual PC", "Microsoft"},
    {"XenServer", "Citrix"},
    {"XenApp", "Citrix"},
    {"XenDesktop", "Citrix"},
    {"NetScaler", "Citrix"},
    {"Parallels Desktop", "Parallels"},
    {"VirtualBox", "Oracle"},
    {"Oracle VM", "Oracle"},
    {"PowerVM", "IBM"},
    {"Proxmox VE", "Proxmox Server Solutions"},
    /* operating systems and directories */
    {"Windows Server", "Microsoft"},
    {"Active Directory", "Microsoft"},
    {"Windows Vista", "Microsoft"},
    {"Red Hat Enterprise Linux", "Red Hat"},
    {"Ubuntu", "Canonical"},
    {"SUSE Linux Enterprise Server", "SUSE"},
    {"AIX", "IBM"},
    {"HP-UX", "Hewlett Packard Enterprise"},
    {"NetWare", "Novell"},
    {"eDirectory", "Novell"},
    {"OS X", "Apple"},
    {"z/OS", "IBM"},
    {"Chrome OS", "Google"},
    {"Android", "Google"},
    /* storage and backup */
    {"Data ONTAP", "NetApp"},
    {"FlexClone", "NetApp"},
    {"SnapMirror", "NetApp"},
    {"Isilon", "EMC"},
    {"Symmetrix", "EMC"},
    {"CLARiiON", "EMC"},
    {"VPLEX", "EMC"},
    {"VMAX", "EMC"},
    {"Celerra", "EMC"},
    {"FlashArray", "Pure Storage"},
    {"FlashBlade", "Pure Storage"},
    {"Veeam Backup & Replication", "Veeam"},
    {"NetBackup", "Veritas"},
    {"Backup Exec", "Veritas"},
    {"Tivoli Storage Manager", "IBM"},
    {"Time Machine", "Apple"},
    {"CrashPlan", "Code42"},
    {"XtremIO", "EMC"},
    {"LeftHand", "HP"},
    {"Drobo", "Data Robotics"},
    {"ZFS", "Sun Microsystems"},
    /* networks and security */
    {"IOS XE", "Cisco"},
    {"Catalyst 6500", "Cisco"},
    {"Nexus 1000V", "Cisco"},
    {"Cisco UCS", "Cisco"},
    {"AnyConnect", "Cisco"},
    {"Webex", "Cisco"},
    {"Junos", "Juniper Networks"},
    {"FortiGate", "Fortinet"},
    {"BIG-IP", "F5"},
    {"EOS", "Arista Networks"},
    {"Cumulus Linux", "Cumulus Networks"},
    {"PAN-OS", "Palo Alto Networks"},
    {"Prisma Cloud", "Palo Alto Networks"},
    {"Falcon", "CrowdStrike"},
    {"Burp Suite", "PortSwigger"},
    {"Nessus", "Tenable"},
    {"Metasploit", "Rapid7"},
    {"QRadar", "IBM"},
    {"FireWall-1", "Check Point"},
    {"SecurID", "RSA Security"},
    {"Duo", "Cisco"},
    {"1Password", "AgileBits"},
    {"Vault", "HashiCorp"},
    /* servers and chips */
    {"PowerEdge", "Dell"},
    {"ProLiant", "HP"},
    {"BladeCenter", "IBM"},
    {"Xeon", "Intel"},
    {"Itanium", "Intel"},
    {"Opteron", "AMD"},
    {"EPYC", "AMD"},
    {"Ryzen", "AMD"},
    {"Optane", "Intel"},
    {"CUDA", "NVIDIA"},
    {"GeForce", "NVIDIA"},
    {"Graviton", "Amazon"},
    {"Solaris", "Oracle"},
    {"Snapdragon", "Qualcomm"},
    {"Raspberry Pi", "Raspberry Pi Foundation"},
    {"iPhone", "Apple"},
    {"MacBook Pro", "Apple"},
    {"Surface", "Microsoft"},
    /* clouds */
    {"Amazon S3", "Amazon"},
    {"Amazon EC2", "Amazon"},
    {"AWS Lambda", "Amazon"},
    {"DynamoDB", "Amazon"},
    {"CloudFormation", "Amazon"},
    {"Amazon Aurora", "Amazon"},
    {"CloudFront", "Amazon"},
    {"Route 53", "Amazon"},
    {"Fargate", "Amazon"},
    {"SageMaker", "Amazon"},
    {"Azure", "Microsoft"},
    {"Azure DevOps", "Microsoft"},
    {"Cosmos DB", "Microsoft"},
    {"AKS", "Microsoft"},
    {"BigQuery", "Google"},
    {"GKE", "Google"},
    {"Cloud Spanner", "Google"},
    {"Anthos", "Google"},
    {"Cloud Run", "Google"},
    {"Heroku", "Salesforce"},
    {"Droplets", "DigitalOcean"},
    {"Tanzu Application Service", "VMware"},
    {"Bluemix", "IBM"},
    {"Cloud Files", "Rackspace"},
    {"Fanatical Support", "Rackspace"},
    {"Cloudflare Workers", "Cloudflare"},
    /* cloud-native */
    {"Linkerd", "Buoyant"},
    {"Consul", "HashiCorp"},
    {"Terraform", "HashiCorp"},
    {"Vagrant", "HashiCorp"},
    {"Packer", "HashiCorp"},
    {"OpenShift", "Red Hat"},
    {"Docker Hub", "Docker, Inc."},
    {"Docker Swarm", "Docker, Inc."},
    {"Tanzu", "VMware"},
    {"Weave Net", "Weaveworks"},
    {"Calico", "Tigera"},
    {"Traefik", "Traefik Labs"},
    {"Grafana", "Grafana Labs"},
    {"Loki", "Grafana Labs"},
    {"Kong Gateway", "Kong"},
    {"CoreOS Container Linux", "CoreOS"},
    /* databases */
    {"Oracle Database", "Oracle"},
    {"MySQL", "Oracle"},
    {"SQL Server", "Microsoft"},
    {"Db2", "IBM"},
    {"Informix", "IBM"},
    {"MongoDB", "MongoDB, Inc."},
    {"Redis Enterprise", "Redis Labs"},
    {"Couchbase Server", "Couchbase"},
    {"CockroachDB", "Cockroach Labs"},
    {"TimescaleDB", "Timescale"},
    {"InfluxDB", "InfluxData"},
    {"Neo4j", "Neo4j, Inc."},
    {"Teradata Vantage", "Teradata"},
    {"Percona Server", "Percona"},
    {"Percona XtraDB Cluster", "Percona"},
    {"XtraBackup", "Percona"},
    {"Elasticsearch", "Elastic"},
    {"Kibana", "Elastic"},
    {"Exadata", "Oracle"},
    {"Data Guard", "Oracle"},
    {"GoldenGate", "Oracle"},
    {"SAP HANA", "SAP"},
    {"OneView", "Hewlett Packard Enterprise"},
    {"Netezza", "IBM"},
    {"MariaDB MaxScale", "MariaDB Corporation"},
    {"ScyllaDB", "ScyllaDB, Inc."},
    {"YugabyteDB", "Yugabyte"},
    {"TiDB", "PingCAP"},
    /* enterprise and collaboration */
    {"SharePoint", "Microsoft"},
    {"Exchange Server", "Microsoft"},
    {"Microsoft Teams", "Microsoft"},
    {"Lync", "Microsoft"},
    {"PeopleSoft", "Oracle"},
    {"WebLogic", "Oracle"},
    {"WebSphere", "IBM"},
    {"Lotus Domino", "HCL Technologies"},
    {"GroupWise", "Novell"},
    {"Jira", "Atlassian"},
    {"Confluence", "Atlassian"},
    {"Bitbucket", "Atlassian"},
    {"Trello", "Atlassian"},
    {"Gmail", "Google"},
    {"Zimbra Collaboration Suite", "Zimbra, Inc."},
    /* developers */
    {"Visual Studio Code", "Microsoft"},
    {"IntelliJ IDEA", "JetBrains"},
    {"TypeScript", "Microsoft"},
    {"PowerShell", "Microsoft"},
    {"Xcode", "Apple"},
    {"GitHub Actions", "GitHub, Inc."},
    {"TensorFlow", "Google"},
    {"Angular", "Google"},
    {"React", "Meta"},
    {"Puppet", "Puppet, Inc."},
    {"Artifactory", "JFrog"},
    {"TeamCity", "JetBrains"},
    {"CircleCI", "Circle Internet Services"},
    /* watching */
    {"New Relic APM", "New Relic"},
    {"Nagios XI", "Nagios Enterprises"},
    {"SolarWinds Orion", "SolarWinds"},
    /* on desks and in pockets */
    {"Safari", "Apple"},
    {"Firefox", "Mozilla"},
    {"OmniFocus", "The Omni Group"},
    {"BBEdit", "Bare Bones Software"},
    {"TextMate", "MacroMates"},
    {"Evernote", "Evernote Corporation"},
    {"Dropbox", "Dropbox, Inc."},
    {"Photoshop", "Adobe"},
    {"Flash Player", "Adobe"},
    {"LaunchBar", "Objective Development"},
    {"DEVONthink", "DEVONtechnologies"},
    {"Quicksilver", "Blacktree"},
    {"Skype", "Microsoft"},
    {"iTunes", "Apple"},
    {"Camtasia", "TechSmith"},
    /* events */
    {"VMworld", "VMware"},
    {"WWDC", "Apple"},
    {"Google I/O", "Google"},
    {"re:Invent", "Amazon"},
    {"Build", "Microsoft"},
    {"TechEd", "Microsoft"},
    {"Microsoft Ignite", "Microsoft"},
    {"EMC World", "EMC"},
    {"Cisco Live", "Cisco"},
    {"DockerCon", "Docker, Inc."},
    {"KubeCon", "CNCF"},
    {"Oracle OpenWorld", "Oracle"},
    {"Percona Live", "Percona"},
    {"HashiConf", "HashiCorp"},
    {"Dreamforce", "Salesforce"},
    {"Intel Developer Forum", "Intel"},
};

static void who_makes_what(void **state) {
    unsigned bad = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(makers); i++) {
        ComentionEntry product, maker;
        GError *error = NULL;
        if (!comention_lookup(*state, makers[i].is, &product, &error) ||
            !comention_lookup(*state, makers[i].of, &maker, &error)) {
            bad += wrong(makers[i].is, "it", error->message, makers[i].of);
            g_error_free(error);
        } else if (g_strcmp0(product.maker, maker.name) != 0) {
            bad += wrong(makers[i].is, "its maker", product.maker, maker.name);
        }
    }
    assert_int_equal(bad, 0);
}

static const Fact other_names[] = {
    {"RHEL", "Red Hat Enterprise Linux"},
    {"SLES", "SUSE Linux Enterprise Server"},
    {"k8s", "Kubernetes"},
    {"Postgres", "PostgreSQL"},
    {"IBM", "International Business Machines"},
    {"HP", "Hewlett-Packard"},
    {"HPE", "Hewlett Packard Enterprise"},
    {"AWS", "Amazon Web Services"},
    {"GCP", "Google Cloud Platform"},
    {"EC2", "Amazon EC2"},
    {"S3", "Amazon S3"},
    {"VCB", "VMware Consolidated Backup"},
    {"SRM", "Site Recovery Manager"},
    {"VDM", "Virtual Desktop Manager"},
    {"MOSS", "Microsoft Office SharePoint Server"},
    {"OCS", "Office Communications Server"},
    {"WSUS", "Windows Server Update Services"},
    {"SCCM", "System Center Configuration Manager"},
    {"SCVMM", "System Center Virtual Machine Manager"},
    {"OEL", "Oracle Linux"},
    {"GKE", "Google Kubernetes Engine"},
    {"EKS", "Amazon EKS"},
    {"ECS", "Amazon ECS"},
    {"RDS", "Amazon RDS"},
    {"CNCF", "Cloud Native Computing Foundation"},
    {"AMD", "Advanced Micro Devices"},
    {"DEC", "Digital Equipment Corporation"},
    {"SGI", "Silicon Graphics"},
    {"NetWeaver", "SAP NetWeaver"},
    {"Mongo", "MongoDB"},
    {"Mac OS X", "OS X"},
    {"ASA", "Cisco ASA"},
    {"UCS", "Cisco UCS"},
    {"OTel", "OpenTelemetry"},
    {"OPA", "Open Policy Agent"},
    {"TSM", "Tivoli Storage Manager"},
    {"RAC", "Oracle RAC"},
    {"PXC", "Percona XtraDB Cluster"},
    {"PMM", "Percona Monitoring and Management"},
    {"IDF", "Intel Developer Forum"},
    {"MySQL", "MySQL Server"},
    {"VS Code", "Visual Studio Code"},
    {"ISE", "Cisco ISE"},
    {"MS SQL", "SQL Server"},
    {"Fedora", "Fedora Linux"},
    {"ELK", "ELK Stack"},
    {"AD", "Active Directory"},
    /* former names */
    {"Puppet Labs", "Puppet, Inc."},
    {"Opscode", "Chef Software"},
    {"10gen", "MongoDB, Inc."},
    {"Network Appliance", "NetApp"},
    {"SWsoft", "Parallels"},
    {"Windows Azure", "Azure"},
    {"Google Apps", "Google Workspace"},
    {"G Suite", "Google Workspace"},
    {"Windows Server Virtualization", "Hyper-V"},
    {"Google Container Engine", "Google Kubernetes Engine"},
    {"Heptio Ark", "Velero"},
    {"Containous", "Traefik Labs"},
    {"Ethereal", "Wireshark"},
    {"VMware View", "VMware Horizon"},
    {"Azure AD", "Microsoft Entra ID"},
};

static void what_is_called_what(void **state) {
    unsigned bad = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(other_names); i++) {
        ComentionEntry a, b;
        GError *error = NULL;
        if (!comention_lookup(*state, other_names[i].is, &a, &error) ||
            !comention_lookup(*state, other_names[i].of, &b, &error)) {
            bad += wrong(other_names[i].is, "it", error->message, other_names[i].of);
            g_error_free(error);
        } else if (strcmp(a.id, b.id) != 0) {
            bad += wrong(other_names[i].is, "it", a.name, b.name);
        }
    }
    assert_int_equal(bad, 0);
}

static const Fact owners[] = {
    {"XenSource", "Citrix"},
    {"Sun Microsystems", "Oracle"},
    {"EqualLogic, Inc.", "Dell"},
    {"3PAR, Inc.", "HP"},
    {"LeftHand Networks", "HP"},
    {"Data Domain, Inc.", "EMC"},
    {"VMware", "Broadcom"},
    {"EMC", "Dell"},
    {"Red Hat", "IBM"},
    {"GitHub, Inc.", "Microsoft"},
    {"LinkedIn", "Microsoft"},
    {"Nicira", "VMware"},
    {"Heptio", "VMware"},
    {"Pivotal", "VMware"},
    {"SpringSource", "VMware"},
    {"AirWatch", "VMware"},
    {"Carbon Black", "VMware"},
    {"Avi Networks", "VMware"},
    {"Rancher Labs", "SUSE"},
    {"CoreOS", "Red Hat"},
    {"Qumranet", "Red Hat"},
    {"JBoss Inc.", "Red Hat"},
    {"Softricity", "Microsoft"},
    {"Kidaro", "Microsoft"},
    {"Skype Technologies", "Microsoft"},
    {"innotek", "Sun Microsystems"},
    {"MySQL AB", "Sun Microsystems"},
    {"BEA Systems", "Oracle"},
    {"PeopleSoft Inc.", "Oracle"},
    {"Siebel Systems", "Oracle"},
    {"Virtual Iron Software", "Oracle"},
    {"Meraki, Inc.", "Cisco"},
    {"Splunk Inc.", "Cisco"},
    {"AppDynamics", "Cisco"},
    {"Duo Security", "Cisco"},
    {"OpenDNS", "Cisco"},
    {"IronPort", "Cisco"},
    {"Sourcefire", "Cisco"},
    {"Linksys", "Cisco"},
    {"Isovalent", "Cisco"},
    {"Brocade", "Broadcom"},
    {"CA Technologies", "Broadcom"},
    {"SolidFire, Inc.", "NetApp"},
    {"Spinnaker Networks", "NetApp"},
    {"Topio", "NetApp"},
    {"Onaro", "NetApp"},
    {"Isilon Systems", "EMC"},
    {"Greenplum Inc.", "EMC"},
    {"RSA Security", "EMC"},
    {"Mellanox", "NVIDIA"},
    {"Cumulus Networks", "NVIDIA"},
    {"Xilinx", "AMD"},
    {"ATI", "AMD"},
    {"Altera", "Intel"},
    {"McAfee", "Intel"},
    {"Wind River", "Intel"},
    {"Fulcrum Microsystems", "Intel"},
    {"Habana Labs", "Intel"},
    {"Aruba Networks", "HP"},
    {"EDS", "HP"},
    {"Compaq", "HP"},
    {"Nimble Storage", "Hewlett Packard Enterprise"},
    {"SimpliVity Corporation", "Hewlett Packard Enterprise"},
    {"Juniper Networks", "Hewlett Packard Enterprise"},
    {"Compellent Technologies", "Dell"},
    {"Force10 Networks", "Dell"},
    {"Wyse", "Dell"},
    {"Perot Systems", "Dell"},
    {"Provision Networks", "Quest Software"},
    {"Vizioncore", "Quest Software"},
    {"Fitbit", "Google"},
    {"Apigee Corporation", "Google"},
    {"Looker Data Sciences", "Google"},
    {"Mandiant", "Google"},
    {"Kaggle, Inc.", "Google"},
    {"Slack Technologies", "Salesforce"},
    {"Tableau Software", "Salesforce"},
    {"MuleSoft", "Salesforce"},
    {"HashiCorp", "IBM"},
    {"SoftLayer", "IBM"},
    {"Cloudant, Inc.", "IBM"},
    {"Turbonomic, Inc.", "IBM"},
    {"Instana", "IBM"},
    {"Rational Software", "IBM"},
    {"Lotus", "IBM"},
    {"WhatsApp Inc.", "Facebook"},
    {"Instagram, Inc.", "Facebook"},
    {"Macromedia", "Adobe"},
    {"Magento, Inc.", "Adobe"},
    {"Beats Electronics", "Apple"},
    {"FoundationDB LLC", "Apple"},
    {"Twitch Interactive", "Amazon"},
    {"Annapurna Labs", "Amazon"},
    {"Zappos", "Amazon"},
    {"Portworx, Inc.", "Pure Storage"},
    {"Kasten", "Veeam"},
    {"Xamarin, Inc.", "Microsoft"},
    {"Deis", "Microsoft"},
    {"Kinvolk", "Microsoft"},
    {"ObjectRocket, Inc.", "Rackspace"},
    {"Slicehost", "Rackspace"},
    {"Tumblr, Inc.", "Automattic"},
    {"Zimbra, Inc.", "Yahoo"},
    {"NGINX, Inc.", "F5"},
    {"Volterra", "F5"},
    {"Demisto", "Palo Alto Networks"},
    {"Twistlock, Inc.", "Palo Alto Networks"},
    {"InkTank", "Red Hat"},
    {"Gluster, Inc.", "Red Hat"},
    {"StackRox", "Red Hat"},
    {"Ansible, Inc.", "Red Hat"},
    {"Sleepycat Software", "Oracle"},
    {"Innobase", "Oracle"},
    {"Cerner", "Oracle"},
    {"NetSuite Inc.", "Oracle"},
    {"SuccessFactors Inc.", "SAP"},
    {"Sybase", "SAP"},
    {"Ariba", "SAP"},
    {"Novell", "Attachmate"},
    {"PlateSpin", "Novell"},
};

/* A firm may be called as its product is; then it goes by a longer name, too. */
static bool look_up_company(Comention *c, const char *name, ComentionEntry *e, GError **error) {
    static const char *const behind[] = {"",      "-company",  ", Inc.",        " Inc.",
                                         ", LLC", " Software", " Technologies", " Corporation"};
    for (size_t i = 0; i < G_N_ELEMENTS(behind); i++) {
        char *full = g_strconcat(name, behind[i], NULL);
        g_clear_error(error);
        bool found = comention_lookup(c, full, e, error) && strcmp(e->type, "company") == 0;
        g_free(full);
        if (found)
            return true;
    }
    if (!*error)
        g_set_error(error, COMENTION_ERROR, COMENTION_ERROR_NAME, "no company");
    return false;
}

static void who_bought_whom(void **state) {
    unsigned bad = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(owners); i++) {
        ComentionEntry company, owner;
        GError *error = NULL;
        if (!look_up_company(*state, owners[i].is, &company, &error) ||
            !look_up_company(*state, owners[i].of, &owner, &error)) {
            bad += wrong(owners[i].is, "it", error->message, owners[i].of);
            g_error_free(error);
        } else if (g_strcmp0(company.owner, owner.name) != 0) {
            bad += wrong(owners[i].is, "its owner", company.owner, owner.name);
        }
    }
    assert_int_equal(bad, 0);
}

/* A sentence as people write it, and the ids of what it mentions. */
static const Fact sentences[] = {
    {"We moved the mail to Microsoft Exchange last week.", "exchange-server microsoft"},
    {"Pods talk to each other by way of Linkerd on Kubernetes.", "linkerd kubernetes"},
    {"HashiCorp released Terraform and Vault.", "hashicorp terraform vault"},
    {"Percona announced PMM at Percona Live.",
     "percona percona-monitoring-and-management percona-live"},
    {"They run PostgreSQL behind PgBouncer on Amazon RDS.",
     "postgresql pgbouncer amazon-rds amazon"},
    {"Envoy and NGINX are proxies, and Prometheus watches them.", "envoy nginx-product prometheus"},
    {"I carry a MacBook Pro with OmniFocus and Dropbox.", "macbook-pro omnifocus dropbox"},
    {"We put VMware ESX on HP ProLiant servers.", "esx vmware proliant hp"},
    {"Citrix bought XenSource in 2007.", "citrix xensource"},
    {"The NetApp filer runs Data ONTAP.", "netapp fas ontap"},
    {"Rackspace gave OpenStack to the world, together with NASA.", "rackspace openstack nasa"},
    {"Grafana dashboards read from InfluxDB and Loki.", "grafana influxdb loki"},
    {"Our Jenkins builds on CentOS with Docker.", "jenkins centos docker"},
    {"Juniper Networks sells Junos, Arista Networks sells EOS.",
     "juniper-networks junos arista-networks arista-eos"},
    {"The talk at KubeCon was on etcd and gRPC.", "kubecon etcd grpc"},
    {"Istio and Consul are alternatives to Linkerd.", "istio consul linkerd"},
    {"MySQL replication with ProxySQL and Orchestrator is fine.", "mysql proxysql orchestrator"},
    {"We patched it with WSUS and SCCM.",
     "windows-server-update-services system-center-configuration-manager"},
    {"Splunk announced it, and Datadog acquired it.", "splunk datadog"},
    {"It needs Elasticsearch, Logstash and Kibana.", "elasticsearch logstash kibana"},
};

static void on_mention(void *data, const ComentionMention *m) {
    g_hash_table_add(data, g_strdup(m->id));
}

static void what_a_sentence_mentions(void **state) {
    char *folder = unit_folder();
    unsigned bad = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        char *path = unit_file(folder, "post.md", sentences[i].is);
        const char *paths[] = {path};
        GHashTable *found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        assert_int_equal(comention_each(*state, paths, 1, NULL, 0, on_mention, NULL, found), 1);
        char **want = g_strsplit(sentences[i].of, " ", -1);
        for (char **id = want; *id; id++)
            if (!g_hash_table_remove(found, *id))
                bad += wrong(sentences[i].is, *id, NULL, "found");
        GHashTableIter iter;
        void *id;
        g_hash_table_iter_init(&iter, found);
        while (g_hash_table_iter_next(&iter, &id, NULL))
            bad += wrong(sentences[i].is, id, "found", "nothing");
        g_strfreev(want);
        g_hash_table_unref(found);
        g_free(path);
    }
    unit_remove(folder);
    assert_int_equal(bad, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_makes_what),
        cmocka_unit_test(what_is_called_what),
        cmocka_unit_test(who_bought_whom),
        cmocka_unit_test(what_a_sentence_mentions),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
