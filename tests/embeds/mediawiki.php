<?php
/* What MediaWiki says to the upload of SVG files: php mediawiki.php FILE...
 * Run with MW_INSTALL_PATH and MW_CONFIG_FILE. One line a file: "ok", or why not. */
require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

class CheckUpload extends Maintenance {
	public function __construct() {
		parent::__construct();
		$this->addArg( 'file', 'SVG files', false, true );
	}

	public function execute() {
		foreach ( $this->mArgs as $file ) {
			$upload = new class() extends UploadBase {
				public function initializeFromRequest( &$request ) {
				}
			};
			$upload->initializePathInfo( 'Picture.svg', $file, filesize( $file ) );
			$said = $upload->verifyUpload();
			$ok = $said['status'] === UploadBase::OK;
			$this->output( ( $ok ? 'ok' : json_encode( $said ) ) . "\n" );
		}
	}
}

$maintClass = CheckUpload::class;
require_once RUN_MAINTENANCE_IF_MAIN;
